using Enlarger.Filters;
using Enlarger.Remembered;

namespace Enlarger.Gimp2.Menu;

/// <summary>What the user chose when a filter's dialog was open last; where there was none, or the command has no dialog, the defaults.</summary>
internal static class LastChoices
{
    private const string TargetName = "output";

    private static readonly LastValueStore Store = new(LastValueStore.DefaultFolder);

    /// <summary>Recalls them.</summary>
    public static Choices Load(MenuCommand command, IFilter filter)
    {
        Target usual = MenuCommand.UsualTarget(filter);
        if (!command.HasDialog) return new Choices(usual, command.Defaults(filter));
        LastValues last = Store.Load(filter);
        return new Choices(last.HostValues.TryGetValue(TargetName, out string? name) && Enum.TryParse(name, out Target target) ? target : usual, last.Settings);
    }

    /// <summary>Remembers them.</summary>
    public static void Save(IFilter filter, Choices choices) =>
        Store.Save(filter, choices.Settings, new Dictionary<string, string> { [TargetName] = $"{choices.Target}" });
}
