"""The model does predict at each of the 100 positions, but it can only learn where the right answer is known. What follows the last token, if the text is all there is?"""
answer_predictions = "c"
