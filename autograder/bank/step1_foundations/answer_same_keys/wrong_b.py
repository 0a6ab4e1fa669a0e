"""The query does change the scores, but it changes all four by the same amount. The softmax compares scores with each other only: what is left of a change that they all share?"""
answer_same_keys = "b"
