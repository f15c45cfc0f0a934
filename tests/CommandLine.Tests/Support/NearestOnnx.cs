using Google.Protobuf;

namespace Enlarger.Tests.Support;

/// <summary>An ONNX file, written field by field, whose only node repeats each pixel 4x4 times.</summary>
internal static class NearestOnnx
{
    public static byte[] Make() => Message(model =>
    {
        Number(model, 1, 8);
        Bytes(model, 7, Message(graph =>
        {
            Bytes(graph, 1, Message(node =>
            {
                foreach (string input in (string[])["input", "", "scales"]) Text(node, 1, input);
                Text(node, 2, "output");
                Text(node, 4, "Resize");
                Bytes(node, 5, Attribute("mode", "nearest"));
                Bytes(node, 5, Attribute("coordinate_transformation_mode", "asymmetric"));
                Bytes(node, 5, Attribute("nearest_mode", "floor"));
            }));
            Text(graph, 2, "nearest");
            Bytes(graph, 5, Message(scales =>
            {
                Number(scales, 1, 4);
                Number(scales, 2, 1);
                Text(scales, 8, "scales");
                Bytes(scales, 9, [.. new[] { 1f, 1f, 4f, 4f }.SelectMany(BitConverter.GetBytes)]);
            }));
            Bytes(graph, 11, Picture("input", "height", "width"));
            Bytes(graph, 12, Picture("output", "height4", "width4"));
        }));
        Bytes(model, 8, Message(operators =>
        {
            Text(operators, 1, "");
            Number(operators, 2, 13);
        }));
    });

    private static byte[] Attribute(string name, string value) => Message(attribute =>
    {
        Text(attribute, 1, name);
        Text(attribute, 4, value);
        Number(attribute, 20, 3);
    });

    private static byte[] Picture(string name, string height, string width) => Message(value =>
    {
        Text(value, 1, name);
        Bytes(value, 2, Message(type => Bytes(type, 1, Message(tensor =>
        {
            Number(tensor, 1, 1);
            Bytes(tensor, 2, Message(shape =>
            {
                Bytes(shape, 1, Message(axis => Number(axis, 1, 1)));
                Bytes(shape, 1, Message(axis => Number(axis, 1, 3)));
                Bytes(shape, 1, Message(axis => Text(axis, 2, height)));
                Bytes(shape, 1, Message(axis => Text(axis, 2, width)));
            }));
        }))));
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true)) write(output);
        return bytes.ToArray();
    }

    private static void Number(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void Text(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Bytes(CodedOutputStream output, int field, byte[] value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
    }
}
