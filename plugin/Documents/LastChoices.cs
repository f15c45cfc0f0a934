using Enlarger.Filters;
using Enlarger.Remembered;

namespace Enlarger.Documents;

/// <summary>What the user chose when a filter's dialog was open last, in whichever host.</summary>
public static class LastChoices
{
    private static readonly LastValueStore Store = new(LastValueStore.DefaultFolder);

    /// <summary>Recalls them; where there are none, the usual output and the defaults.</summary>
    public static Choices Load(IFilter filter)
    {
        LastValues last = Store.Load(filter);
        bool isKnown = last.HostValues.TryGetValue(OutputChoice.Id, out string? name) && Enum.TryParse(name, out DocumentOutput _);
        return new Choices(isKnown ? Enum.Parse<DocumentOutput>(name!) : DocumentPlan.UsualOutput(filter), last.Settings);
    }

    /// <summary>Remembers them.</summary>
    public static void Save(IFilter filter, Choices choices) =>
        Store.Save(filter, choices.Settings, new Dictionary<string, string> { [OutputChoice.Id] = $"{choices.Output}" });
}
