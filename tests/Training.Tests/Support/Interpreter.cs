using System.ComponentModel;

namespace Enlarger.Tests.Support;

/// <summary>The Python that has what training needs.</summary>
internal static class Interpreter
{
    // The first Python on the search path may be one for which nothing was installed; Debian's packages are for its own.
    private static readonly string[] Candidates = ["python3", "/usr/bin/python3"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<string?> Found = new(() => Candidates.FirstOrDefault(HasPackages));

    /// <summary>How to start it; the test is skipped where there is none.</summary>
    public static string Required
    {
        get
        {
            if (Found.Value is null) Assert.Ignore("No Python has PyTorch, NumPy, Pillow and ONNX (Debian's python3-torch, python3-numpy, python3-pil and python3-onnx): training is not tried.");
            return Found.Value;
        }
    }

    private static bool HasPackages(string candidate)
    {
        try
        {
            return ProcessRun.Of(candidate, ["-c", "import torch, numpy, PIL, onnx"], Patience, environment: ("PYTHONDONTWRITEBYTECODE", "1")).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
