namespace PaintDotNet.Imaging;

/// <summary>The file formats that are used here.</summary>
public static class ContainerFormats
{
    public static ContainerFormat Png { get; } = new(new Guid("1b7cfaf4-713f-473c-bbcd-6137425faeaf"));

    public static ContainerFormat Tiff { get; } = new(new Guid("163bcc30-e2e9-4f0b-961d-a3e9fdb788a3"));
}
