using Enlarger.Models.Builder.Tfjs.Expressions;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>A TensorFlow.js graph model that takes one picture and gives one.</summary>
/// <param name="Nodes">Every node, behind those that it reads.</param>
/// <param name="Weights">The values of the constant nodes, by name.</param>
/// <param name="Output">The node that gives the result.</param>
internal sealed record TfjsModel(IReadOnlyList<TfjsNode> Nodes, IReadOnlyDictionary<string, Constant> Weights, TfjsNode Output);
