using System.CommandLine;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>The filters for hosts that cannot load .NET: raw pixels in, raw pixels out.</summary>
internal sealed class PipeCommand : Command
{
    /// <summary>The command, with a subcommand for each filter.</summary>
    public PipeCommand(CommandContext context)
        : base(
            "pipe",
            "Runs a filter between raw pixels on standard input and, after the line \"WIDTH HEIGHT FORMAT\", raw pixels on standard output. " +
            "Straight alpha, little-endian, rows without padding; the input is read ahead as far as it comes, at most the whole picture, into memory, and kept there for a filter that looks at it first; lines \"progress 0.42\" on standard error. " +
            "Samples are sRGB unless --encoding or --profile says otherwise, and the result has the encoding of the input. " +
            "Only exit code 0 with every promised byte is success.")
    {
        foreach (IFilter filter in context.Workshop.Filters) Add(new PipeFilterCommand(context, filter));
    }
}
