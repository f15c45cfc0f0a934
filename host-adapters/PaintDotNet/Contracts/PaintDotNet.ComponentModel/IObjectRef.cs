namespace PaintDotNet.ComponentModel;

/// <summary>A reference to an object that lives as long as any reference to it.</summary>
public interface IObjectRef : IIsDisposed
{
}
