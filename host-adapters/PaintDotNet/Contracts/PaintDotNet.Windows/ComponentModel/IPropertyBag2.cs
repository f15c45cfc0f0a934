namespace PaintDotNet.ComponentModel;

/// <summary>Options of an encoder.</summary>
public interface IPropertyBag2 : IObjectRef, IInternalImpl
{
}
