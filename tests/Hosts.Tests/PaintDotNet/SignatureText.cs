using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>Signatures of members in words, the same whether types are referred to or defined where they are read.</summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    /// <summary>A method's signature behind its name.</summary>
    public static string Of(string name, MethodSignature<string> signature) =>
        $"{signature.ReturnType} {name}`{signature.GenericParameterCount}({string.Join(", ", signature.ParameterTypes)})";

    /// <summary>The full name of a type that is defined there.</summary>
    public static string NameOf(MetadataReader reader, TypeDefinition type) => Join(reader, type.Namespace, type.Name);

    /// <summary>The full name of a type that is referred to.</summary>
    public static string NameOf(MetadataReader reader, TypeReference type) => Join(reader, type.Namespace, type.Name);

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

    public string GetByReferenceType(string elementType) => $"ref {elementType}";

    public string GetFunctionPointerType(MethodSignature<string> signature) => Of("function", signature);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => $"{typeCode}";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => NameOf(reader, reader.GetTypeDefinition(handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => NameOf(reader, reader.GetTypeReference(handle));

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private static string Join(MetadataReader reader, StringHandle space, StringHandle name) => $"{reader.GetString(space)}.{reader.GetString(name)}".TrimStart('.');
}
