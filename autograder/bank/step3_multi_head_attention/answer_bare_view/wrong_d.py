"""Every second token would mean jumping over the others, and `view` cannot jump. It cuts the row in memory into pieces that lie one after the other."""
answer_bare_view = "d"
