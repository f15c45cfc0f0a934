using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using System.Diagnostics;

// experiment
var sw = Stopwatch.StartNew();
string fmt = args[0]; int w = int.Parse(args[1]), h = int.Parse(args[2]);
var pf = PixelFormat.Parse(args[3]);
var ff = PictureFormat.All.First(f => f.Id == fmt);
byte[] rows = new byte[w * pf.BytesPerPixel * 100];
var rnd = new Random(1);
using (var writer = new PictureWriter("/tmp/t." + fmt, ff, new PixelSize(w, h), pf, true))
{
    for (int y = 0; y < h; y += 100)
    {
        int n = Math.Min(100, h - y);
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)((i / 3 + y) + (rnd.Next() & 3));
        writer.Write(rows.AsSpan(0, n * w * pf.BytesPerPixel));
    }
    writer.Commit();
}
Console.WriteLine($"written {sw.Elapsed} {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB {new FileInfo("/tmp/t." + fmt).Length >> 10} KB");
sw.Restart();
using (var reader = PictureReader.Open("/tmp/t." + fmt))
{
    Console.WriteLine($"{reader.Size} {reader.Format}");
    rnd = new Random(1);
    byte[] back = new byte[rows.Length];
    long wrong = 0;
    for (int y = 0; y < h; y += 100)
    {
        int n = Math.Min(100, h - y);
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)((i / 3 + y) + (rnd.Next() & 3));
        reader.Read(new PixelArea(0, y, w, n), back.AsSpan(0, n * w * reader.Format.BytesPerPixel));
        if (!back.AsSpan(0, n * w * pf.BytesPerPixel).SequenceEqual(rows.AsSpan(0, n * w * pf.BytesPerPixel))) wrong++;
    }
    Console.WriteLine($"wrong strips {wrong}");
}
Console.WriteLine($"read {sw.Elapsed} {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
