package planted.provider.openai;

/// An adapter without a mistake of its own.
public class OpenAi {}
