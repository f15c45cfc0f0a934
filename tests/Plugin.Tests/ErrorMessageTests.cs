namespace Enlarger.Tests;

internal sealed class ErrorMessageTests
{
    private const string Advice = "do this.";

    [Test]
    public void An_error_on_purpose_speaks_for_itself() =>
        Assert.That(ErrorMessage.Of(new EnlargerException(ErrorKind.Input, "The file is empty."), Advice), Is.EqualTo("The file is empty."));

    [Test]
    public void A_bug_is_named_with_what_the_host_advises() =>
        Assert.That(ErrorMessage.Of(new InvalidOperationException("secret"), Advice), Is.EqualTo("This is a bug in Enlarger (InvalidOperationException): do this."));

    [Test]
    public void A_native_library_that_does_not_load_is_no_bug()
    {
        var error = new TypeInitializationException("Natives", new DllNotFoundException("Unable to load shared library 'libx'. And much more."));
        Assert.That(ErrorMessage.Of(error, Advice), Does.StartWith("A native library of Enlarger is missing").And.Contain("(Unable to load shared library 'libx')").And.Not.Contain(Advice));
        Assert.That(ErrorMessage.MissingLibrary(error), Is.InstanceOf<DllNotFoundException>());
    }
}
