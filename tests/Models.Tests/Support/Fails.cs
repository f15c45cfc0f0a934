namespace Enlarger.Tests.Support;

/// <summary>Asserts on the one exception that is thrown on purpose.</summary>
internal static class Fails
{
    /// <summary>Runs something that must fail with that kind and all those words, in one sentence or little more.</summary>
    public static void With(ErrorKind kind, Action action, params string[] words)
    {
        EnlargerException exception = Assert.Throws<EnlargerException>(() => action())!;
        Assert.That(exception.Kind, Is.EqualTo(kind), exception.Message);
        Assert.That(exception.Message, Does.EndWith(".").And.Not.Contains("\n"));
        foreach (string word in words) Assert.That(exception.Message, Does.Contain(word));
    }
}
