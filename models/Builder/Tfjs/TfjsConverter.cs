using Enlarger.Models.Builder.Onnx;
using Enlarger.Models.Builder.Tfjs.Expressions;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>
/// Writes a TensorFlow.js graph model as ONNX for square pictures of one size: input and output are [1, size, size, 3] of single
/// precision.
/// </summary>
internal static class TfjsConverter
{
    /// <summary>Converts a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The name of the graph.</param>
    /// <param name="size">Width and height of the picture.</param>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Model"/>: the model does something that is not known here, or takes no pictures of that size.
    /// </exception>
    public static ModelProto Convert(TfjsModel model, string name, int size)
    {
        Picture picture = new([1, size, size, 3]);
        Dictionary<string, Expression> values = [];
        ConstantBudget budget = new(model.Weights.Values);
        bool hasPicture = false;
        foreach (TfjsNode node in model.Nodes)
        {
            if (node.Type == "Placeholder" && hasPicture) throw node.Unknown("there is a second picture to take");
            hasPicture |= node.Type == "Placeholder";
            Expression value = node.Type switch
            {
                "Placeholder" => picture,
                "Const" => model.Weights[node.Name],
                _ => TfjsMapping.Map(node, [.. node.Inputs.Select(input => values[input])]),
            };
            budget.Add(node, value);
            values.Add(node.Name, value);
        }

        Expression output = values[model.Output.Name];
        if (output is not Operation result) throw model.Output.Wrong("the result does not depend on the picture");
        if (result.Shape is not [1, var rows, var columns, 3] || rows != columns || rows % size != 0)
        {
            throw model.Output.Unknown($"a picture of {size} x {size} pixels becomes a result of the shape [{string.Join(", ", result.Shape)}]");
        }

        return ExpressionWriter.Write(result, picture, name);
    }
}
