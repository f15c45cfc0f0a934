using System.Reflection;
using PaintDotNet;
using PaintDotNet.Effects;

namespace FakePaintDotNet.Menus;

/// <summary>The menu Effects, as far as a plug-in fills it.</summary>
public static class EffectsMenu
{
    /// <summary>The commands of a plug-in: its public effects that can be made without anything, by submenu and name.</summary>
    public static IReadOnlyList<MenuEntry> Of(Assembly plugin) =>
    [
        .. plugin.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(BitmapEffect)) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(Entry)
            .OrderBy(entry => entry.Path, StringComparer.Ordinal),
    ];

    private static MenuEntry Entry(Type type)
    {
        using var effect = (BitmapEffect)Activator.CreateInstance(type)!;
        PluginSupportInfoAttribute? attribute = type.GetCustomAttribute<PluginSupportInfoAttribute>() ?? type.Assembly.GetCustomAttribute<PluginSupportInfoAttribute>();
        return new MenuEntry(
            type,
            effect.SubmenuName,
            effect.Name,
            effect.Options.IsConfigurable,
            attribute is null ? null : (IPluginSupportInfo)Activator.CreateInstance(attribute.Provider)!);
    }
}
