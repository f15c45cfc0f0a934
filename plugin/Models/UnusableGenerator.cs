namespace Enlarger.Models;

/// <summary>A generator that the user added and whose description can no longer be used.</summary>
/// <param name="Id">The name its files have; "added/" where it is the folder of all of them that cannot be read.</param>
/// <param name="Problem">One sentence on what is wrong and what to do.</param>
public sealed record UnusableGenerator(string Id, string Problem);
