"""A loss says how probable the right token was on average, so it does tell you something: a model that treats all tokens alike has exactly ln V."""
answer_loss = "a"
