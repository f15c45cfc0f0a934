namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>The name that a file with a result is proposed.</summary>
internal static class ResultName
{
    /// <summary>What stands for a picture that has no name: Paint.NET does not tell an effect what the file is called.</summary>
    public const string Nameless = "Picture";

    // Windows' own, whatever system this runs on; a name with its folder has room for some hundred more.
    private const string Forbidden = "<>:\"/\\|?*";
    private const int Longest = 80;

    /// <summary>Such as Background-upscaled-4x, without an ending.</summary>
    /// <param name="name">The name of the layer, whatever is in it.</param>
    /// <param name="suffix">What tells the result from the picture.</param>
    public static string Of(string name, string suffix)
    {
        string clean = string.Concat(name.Where(c => !char.IsControl(c) && !Forbidden.Contains(c, StringComparison.Ordinal))).Trim();
        if (clean.Length > Longest) clean = clean[..(char.IsHighSurrogate(clean[Longest - 1]) ? Longest - 1 : Longest)].Trim();
        return $"{(clean.Trim('.').Length == 0 ? Nameless : clean)}-{suffix}";
    }
}
