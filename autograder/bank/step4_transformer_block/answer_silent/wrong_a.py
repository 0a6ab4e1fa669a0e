"""Both parts do give zeros. But are those zeros the output of the block, or are they added to something?"""
answer_silent = "a"
