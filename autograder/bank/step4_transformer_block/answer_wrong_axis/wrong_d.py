"""Every position is divided by the same spread and shifted by the same mean, the first like the last. Which tokens went into that mean?"""
answer_wrong_axis = "d"
