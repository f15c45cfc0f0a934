using Enlarger.PaintDotNet.Dialogs;
using Enlarger.PaintDotNet.Work;

namespace Enlarger.Tests.PaintDotNet.Dialogs;

public sealed class SaveQuestionTests
{
    [TestCase("a.ora", false, "a.ora")]
    [TestCase("a.ORA", true, "a")]
    [TestCase("a.b", true, "a.b")]
    public void A_folder_is_not_called_as_the_file_that_was_proposed(string answer, bool isFolder, string path) =>
        Assert.That(SaveQuestion.Target(answer, isFolder), Is.EqualTo(new LayerTarget(path, isFolder)));
}
