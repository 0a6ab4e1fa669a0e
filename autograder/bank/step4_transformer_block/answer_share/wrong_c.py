"""The two are not alike. Count in units of C times C: how many hold qkv and proj together, how many hold fc and proj of the feed-forward network?"""
answer_share = "c"
