package planted.http.two;

/// A surface without a mistake of its own.
public class Second {}
