def check(contents): pass
