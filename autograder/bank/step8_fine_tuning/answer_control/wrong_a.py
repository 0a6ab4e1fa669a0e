"""The difference is real, but two things differ between the runs: the plain text, and ten days of computing. Which of them did it?"""
answer_control = "a"
