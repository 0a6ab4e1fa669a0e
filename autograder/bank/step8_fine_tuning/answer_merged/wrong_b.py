"""That is the cost before merging. Afterwards the product of the two thin matrices has been added into the weight; what is left of them?"""
answer_merged = "b"
