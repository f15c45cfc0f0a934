using System.Globalization;
using System.Runtime.InteropServices;
using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Gimp2.Native;

namespace Enlarger.Gimp2.Menu;

/// <summary>
/// The arguments of a command's procedure: run mode, image and drawable, as every filter of GIMP's has them, then where the result goes
/// and the parameters as they are declared.
/// </summary>
internal static unsafe class Arguments
{
    /// <summary>Those before the parameters.</summary>
    private static readonly (GimpParamType Type, string Name, string Help)[] Common =
    [
        (GimpParamType.Number, "run-mode", "The run mode { RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), RUN-WITH-LAST-VALS (2) }"),
        (GimpParamType.Image, "image", "The image"),
        (GimpParamType.Drawable, "drawable", "The layer, mask or channel"),
        (GimpParamType.Number, OutputChoice.Id, "Where the result goes: { IN-PLACE (0), NEW-IMAGE (1) }"),
    ];

    /// <summary>The name of a command's procedure.</summary>
    public static string ProcedureOf(MenuCommand command) => $"plug-in-enlarger-{command.Id}";

    /// <summary>Declares a command to GIMP.</summary>
    public static void Declare(MenuCommand command, IFilter filter)
    {
        string procedure = ProcedureOf(command);
        GimpParamDef[] arguments =
        [
            .. Common.Select(argument => Define(argument.Type, argument.Name, argument.Help)),
            .. command.Parameters(filter).Select(parameter => Define(TypeOf(parameter), parameter.Id, $"{parameter.Help} {ValuesOf(parameter)}")),
        ];
        GimpParamDef result = Define(GimpParamType.Image, "result", "The image with the result");
        fixed (GimpParamDef* first = arguments)
        {
            LibGimp.gimp_install_procedure(
                procedure, filter.Description, filter.Description, "The Enlarger authors", "The Enlarger authors", "2026", command.Label, "*", LibGimp.PlugIn, arguments.Length, 1, first, &result);
        }

        LibGimp.gimp_plugin_menu_register(procedure, "<Image>/Filters/Enlarger");
    }

    /// <summary>Reads the values that a caller gives.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: their number or one of them is wrong.</exception>
    public static Choices Read(MenuCommand command, IFilter filter, ReadOnlySpan<GimpParam> given)
    {
        FilterParameter[] parameters = [.. command.Parameters(filter)];
        if (given.Length != Common.Length + parameters.Length)
        {
            throw new EnlargerException(ErrorKind.Usage, $"{ProcedureOf(command)} takes {Common.Length + parameters.Length} arguments and was given {given.Length}: see the procedure browser.");
        }

        int target = given[Common.Length - 1].Number;
        if (!Enum.IsDefined((DocumentOutput)target)) throw new EnlargerException(ErrorKind.Usage, $"'{target}' is no value for output: use 0 (in place) or 1 (a new image).");
        FilterSettings settings = command.Defaults(filter);
        for (int i = 0; i < parameters.Length; i++) settings = settings.With(parameters[i].Id, Text(parameters[i], given[Common.Length + i]));
        return new Choices((DocumentOutput)target, settings);
    }

    private static GimpParamType TypeOf(FilterParameter parameter) => parameter is ChoiceParameter ? GimpParamType.Text : GimpParamType.Number;

    private static string Text(FilterParameter parameter, GimpParam value) => parameter switch
    {
        ChoiceParameter => Marshal.PtrToStringUTF8(value.Text) ?? "",
        SwitchParameter => value.Number == 0 ? "off" : "on",
        _ => value.Number.ToString(CultureInfo.InvariantCulture),
    };

    private static string ValuesOf(FilterParameter parameter) => parameter switch
    {
        ChoiceParameter choice => $"{{ {string.Join(", ", choice.Choices.Select(value => $"\"{value.Id}\""))} }}",
        IntegerParameter { Automatic: { } automatic } number => $"({number.Minimum} <= {number.Id} <= {number.Maximum}, or {automatic} for automatic)",
        IntegerParameter number => $"({number.Minimum} <= {number.Id} <= {number.Maximum})",
        _ => "(TRUE or FALSE)",
    };

    // GIMP reads them during the call, and the process ends soon after: they are not freed.
    private static GimpParamDef Define(GimpParamType type, string name, string help) =>
        new() { Type = type, Name = Marshal.StringToCoTaskMemUTF8(name), Description = Marshal.StringToCoTaskMemUTF8(help) };
}
