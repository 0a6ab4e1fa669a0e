"""More windows a second is not more learning a second: a third of the steps may cost more than the extra windows bring."""
answer_batch = "a"
