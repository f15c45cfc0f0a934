namespace PaintDotNet;

/// <summary>Marks what only Paint.NET implements.</summary>
public interface IInternalImpl
{
}
