using Enlarger.Filters;
using Newtonsoft.Json;

namespace Enlarger.CommandLine.Documents;

/// <summary>What a dialog wants to see, in a line that a host sends whenever anything has changed.</summary>
/// <param name="Settings">The values of the filter's parameters.</param>
/// <param name="Output">Where the result shall go.</param>
/// <param name="View">The width and height of a view, in pixels of the screen.</param>
/// <param name="Drag">How far the user has moved the picture since the last request, to the right and down, in pixels of the screen.</param>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record PreviewRequest(SettingRequest[] Settings, OutputName Output, int[] View, int[] Drag)
{
    /// <summary>The settings.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: a parameter has no such value.</exception>
    public FilterSettings SettingsOf(IFilter filter) =>
        Settings.Aggregate(new FilterSettings(filter.Parameters), (settings, setting) => settings.With(setting.Name, setting.Value));
}
