package planted.project.util;

/// A drawer for everything.
public class Odds {}
