using Enlarger.CommandLine.Hosts.Desktop;
using Enlarger.Explorer.Work;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.Tests.Explorer.Work;

public sealed class JobTests
{
    [Test]
    public void Each_command_of_a_folder_has_the_words_that_other_desktops_give_it()
    {
        using var engine = new Engine(new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), new ModelBuilder()));
        foreach (PictureCommand command in PictureCommand.Of(engine.Filters))
        {
            Job job = Job.Parse([command.Id, @"C:\写 %1 & ^.png", "--x.png"]);
            Assert.That(job.Words.Where(word => word != "--json"), Is.EqualTo(command.Words.Concat(["--", @"C:\写 %1 & ^.png", "--x.png"])));
            Assert.That(job.Words, Has.One.EqualTo("--json"));
            Assert.That(job.Title, Is.EqualTo(command.FullName));
        }
    }

    [TestCase("")]
    [TestCase("upscale-2x")]
    [TestCase("upscale-3x|a.png")]
    public void Anything_else_is_refused_in_a_sentence(string words) =>
        Assert.That(() => Job.Parse(words.Split('|')), Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Usage).And.Message.Contains("upscale-2x, upscale-4x"));
}
