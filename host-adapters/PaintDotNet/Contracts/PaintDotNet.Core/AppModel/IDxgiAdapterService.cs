namespace PaintDotNet.AppModel;

/// <summary>The graphics adapters.</summary>
public interface IDxgiAdapterService : IInternalImpl
{
}
