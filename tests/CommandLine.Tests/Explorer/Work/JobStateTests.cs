using Enlarger.Explorer.Events;
using Enlarger.Explorer.Work;

namespace Enlarger.Tests.Explorer.Work;

public sealed class JobStateTests
{
    [Test]
    public void The_parts_of_all_pictures_make_one()
    {
        JobState state = JobState.Of(Job.Parse(["upscale-2x", "a.png", "b.png"]));
        Assert.That((state.Picture, state.Part), Is.EqualTo(("2 pictures", 0.0)));
        var seen = new List<double>();
        foreach (string line in new[]
        {
            """{"event":"batch","files":4}""",
            """{"event":"start","input":"C:\\写\\a b.png","inputWidth":1,"inputHeight":1,"output":"o","width":2,"height":2}""",
            """{"event":"progress","input":"a","part":0.5}""",
            """{"event":"note","input":"a","message":"The CPU does the work."}""",
            """{"event":"done","input":"a","output":"o","width":2,"height":2,"bytes":9,"seconds":1.5}""",
            """{"event":"skipped","input":"b","reason":"done before"}""",
            """{"event":"error","input":"c","message":"No.","exitCode":3}""",
            """{"event":"stopped","message":"Enough."}""",
            """{"event":"summary","done":1,"skipped":1,"failed":1,"notTried":1,"failures":["c"],"cancelled":false,"seconds":2,"exitCode":3}""",
        })
        {
            state = state.After(ProgramEvent.Read(line));
            seen.Add(state.Part);
        }

        Assert.That(seen, Is.EqualTo(new[] { 0, 0, 0.125, 0.125, 0.25, 0.5, 0.75, 0.75, 0.75 }));
        Assert.That((state.Picture, state.Note), Is.EqualTo(("a b.png", "The CPU does the work.")));
    }
}
