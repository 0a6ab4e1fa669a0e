"""The change has rank 8. The weight to which it was added does not, and it is stored as a full matrix as before."""
answer_merged = "c"
