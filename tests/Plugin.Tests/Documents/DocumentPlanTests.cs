using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Layers;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Documents;

internal sealed class DocumentPlanTests
{
    private static readonly IFilter Upscale = RealGenerators.Engine.Filter("upscale"), Restore = RealGenerators.Engine.Filter("restore-blur"), Crop = RealGenerators.Engine.Filter("enhance-crop");

    [Test]
    public void A_document_that_grows_does_so_with_everything_whatever_is_active_or_selected()
    {
        DocumentOutline document = Document(
            new PixelArea(90, 90, 5, 5), Layer("Sky", -3, 2, 40, 30), Layer("Mask", -3, 2, 40, 30, DocumentLayerKind.Coverage), Layer("Title", 5, 5, 20, 8, DocumentLayerKind.Text, isActive: true));
        DocumentPlan plan = Plan(Upscale, document, settings: ("scale", "2"));
        Assert.That((plan.Output, plan.Size, plan.Enlarges(document), plan.Sizes(document)), Is.EqualTo((DocumentOutput.InPlace, new PixelSize(200, 160), true, "100x80 pixels become 200x160")));
        Assert.That(plan.Pieces, Is.EqualTo(new DocumentPiece[] { new(0, new(0, 0, 40, 30), new(80, 60)), new(1, new(0, 0, 40, 30), new(80, 60)), new(2, new(0, 0, 20, 8), new(40, 16)) }));
    }

    [Test]
    public void At_the_same_size_the_active_layers_are_worked_on_where_they_are_selected()
    {
        DocumentOutline document = Document(
            new PixelArea(10, 10, 30, 20),
            Layer("Inside", 15, 12, 5, 4, isActive: true),
            Layer("Not active", 0, 0, 100, 80),
            Layer("Reaching out", -20, 5, 50, 100, isActive: true),
            Layer("Elsewhere", 60, 60, 10, 10, isActive: true),
            Layer("Mask", 0, 0, 100, 80, DocumentLayerKind.Coverage, isActive: true));
        DocumentPlan plan = Plan(Restore, document);
        Assert.That((plan.Output, plan.Size, plan.Enlarges(document)), Is.EqualTo((DocumentOutput.InPlace, document.Canvas, false)));
        Assert.That(plan.Pieces, Is.EqualTo(new DocumentPiece[] { new(0, new(0, 0, 5, 4), new(5, 4)), new(2, new(30, 5, 20, 20), new(20, 20)), new(4, new(10, 10, 30, 20), new(30, 20)) }));
        Assert.That(plan.Sizes(document), Is.EqualTo("5x4 pixels"));
    }

    [Test]
    public void Where_nothing_is_selected_layers_are_worked_on_beyond_the_canvas_too()
    {
        DocumentOutline document = Document(null, Layer("Large", -50, -50, 300, 300, isActive: true));
        Assert.That(Plan(Restore, document).Pieces.Single().Area, Is.EqualTo(new PixelArea(0, 0, 300, 300)));
    }

    [Test]
    public void The_selection_is_the_crop_and_its_result_a_new_image()
    {
        DocumentOutline document = Document(new PixelArea(-5, 10, 25, 20), Layer("Photo", 10, 0, 90, 80, isActive: true));
        Assert.That(DocumentPlan.UsualOutput(Crop), Is.EqualTo(DocumentOutput.NewImage));
        DocumentPlan plan = Plan(Crop, document, DocumentOutput.NewImage, ("scale", "4"));
        Assert.That((plan.Output, plan.Size, plan.Enlarges(document)), Is.EqualTo((DocumentOutput.NewImage, new PixelSize(40, 80), false)));
        Assert.That(plan.Pieces, Is.EqualTo(new DocumentPiece[] { new(0, new(0, 10, 10, 20), new(40, 80)) }));
    }

    [Test]
    public void A_new_image_of_an_enlargement_is_of_the_whole_layer()
    {
        DocumentOutline document = Document(new PixelArea(0, 0, 5, 5), Layer("Photo", 10, 0, 90, 80, isActive: true));
        Assert.That(Plan(Upscale, document, DocumentOutput.NewImage).Pieces.Single(), Is.EqualTo(new DocumentPiece(0, new(0, 0, 90, 80), new(360, 320))));
    }

    [Test]
    public void What_cannot_be_done_is_said_before_anything_is_read()
    {
        DocumentLayer photo = Layer("Photo", 0, 0, 100, 80, isActive: true), mask = Layer("Mask", 0, 0, 100, 80, DocumentLayerKind.Coverage, isActive: true);
        (IFilter Filter, DocumentOutline Document, DocumentOutput Output, string Sentence)[] cases =
        [
            (Restore, Document(new PixelArea(200, 0, 5, 5), photo), DocumentOutput.InPlace, "The selection does not touch the layer"),
            (Restore, Document(null, photo with { LockedBy = "Around" }), DocumentOutput.InPlace, "The pixels of 'Around' are locked"),
            (Restore, Document(null, photo with { IsActive = false }), DocumentOutput.InPlace, "No layer with pixels is chosen"),
            (Crop, Document(null, photo), DocumentOutput.NewImage, ""),
            (Crop, Document(new PixelArea(0, 0, 10, 10), photo), DocumentOutput.InPlace, "Enhance crop enlarges with these settings"),
            (Crop, Document(null, photo, photo), DocumentOutput.NewImage, "A new image is made of one layer"),
            (Crop, Document(null, mask), DocumentOutput.NewImage, "choose one, not a mask or channel"),
            (Upscale, Document(null, mask), DocumentOutput.InPlace, "no layer with pixels"),
            (Upscale, Document(null, photo) with { LongestSide = 399 }, DocumentOutput.InPlace, "400x320 pixels, and Easel's images have 399 at most"),
            (Upscale, Document(null, Layer("Wide", 0, 0, 101, 1)) with { LongestSide = 403 }, DocumentOutput.InPlace, "404x4 pixels"),
        ];
        foreach ((IFilter filter, DocumentOutline document, DocumentOutput output, string sentence) in cases)
        {
            if (sentence.Length == 0) Assert.That(() => Plan(filter, document, output), Throws.Nothing);
            else Assert.That(() => Plan(filter, document, output), Throws.InstanceOf<EnlargerException>().With.Message.Contains(sentence));
        }
    }

    [Test]
    public void Pieces_of_random_documents_lie_within_their_layers_and_the_selection([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var selection = new PixelArea(random.Next(-20, 90), random.Next(-20, 70), random.Next(1, 60), random.Next(1, 60));
        DocumentOutline document = Document(
            selection,
            [Layer("Everywhere", -100, -100, 300, 300, isActive: true), .. Enumerable.Range(0, 5).Select(i => Layer($"{i}", random.Next(-50, 90), random.Next(-50, 70), random.Next(1, 80), random.Next(1, 80), isActive: true))]);
        DocumentPlan plan = Plan(Restore, document);
        bool[,] canvas = new bool[400, 400];
        foreach (DocumentPiece piece in plan.Pieces)
        {
            DocumentLayer layer = document.Layers[piece.Index];
            Assert.That(piece.Area.IsWithin(layer.Size));
            Assert.That(piece.Area.Size, Is.EqualTo(piece.Size));
            // Pixel by pixel, on the canvas.
            int count = 0;
            for (int y = 0; y < layer.Size.Height; y++)
            {
                for (int x = 0; x < layer.Size.Width; x++)
                {
                    int column = layer.Offset.X + x, row = layer.Offset.Y + y;
                    bool isSelected = column >= selection.X && column < selection.Right && row >= selection.Y && row < selection.Bottom;
                    bool isWorkedOn = x >= piece.Area.X && x < piece.Area.Right && y >= piece.Area.Y && y < piece.Area.Bottom;
                    if (isSelected == isWorkedOn) count++;
                }
            }

            Assert.That(count, Is.EqualTo(layer.Size.Width * layer.Size.Height), layer.Name);
        }

        int[] left = [.. Enumerable.Range(0, document.Layers.Count).Except(plan.Pieces.Select(piece => piece.Index))];
        Assert.That(left.Select(index => document.Layers[index].Within(selection)), Is.All.Null);
    }

    private static DocumentPlan Plan(IFilter filter, DocumentOutline document, DocumentOutput output = DocumentOutput.InPlace, params (string Id, string Text)[] settings) =>
        DocumentPlan.Of(filter, settings.Aggregate(new FilterSettings(filter.Parameters), (all, setting) => all.With(setting.Id, setting.Text)), document, output);

    private static DocumentOutline Document(PixelArea? selection, params DocumentLayer[] layers) => new("Easel", 10_000, new PixelSize(100, 80), selection, layers);

    private static DocumentLayer Layer(string name, int x, int y, int width, int height, DocumentLayerKind kind = DocumentLayerKind.Picture, bool isActive = false) =>
        new(name, new LayerOffset(x, y), new PixelSize(width, height), kind, isActive, LockedBy: null);
}
