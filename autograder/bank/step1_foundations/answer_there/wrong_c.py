"""A token exists only if a merge made it. Three merges were learned: which of them would join all five letters?"""
answer_there = "c"
