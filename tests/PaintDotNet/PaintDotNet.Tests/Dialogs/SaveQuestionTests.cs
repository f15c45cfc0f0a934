using Enlarger.PaintDotNet.Dialogs;
using Enlarger.PaintDotNet.Work;

namespace Enlarger.Tests.PaintDotNet.Dialogs;

public sealed class SaveQuestionTests
{
    [TestCase("a.ora", false, "a.ora")]
    [TestCase("a.ORA", true, "a")]
    [TestCase("a.b", true, "a.b")]
    [TestCase("a.png", false, "a.png.ora")]
    public void A_folder_is_not_called_as_a_file_and_a_file_as_others_of_its_kind(string answer, bool isFolder, string path) =>
        Assert.That(SaveQuestion.Target(answer, isFolder), Is.EqualTo(new LayerTarget(path, isFolder)));
}
