package org.takeup.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * The first sheet of a PDF as a picture. Of PDFs that {@link Paper} has written, never of anybody else's. Thread-safe: at most
 * {@value #AT_ONCE} are drawn at once, of at most {@value #WIDEST} pixels in width, so that it takes about 10 MB however many ask.
 */
public final class SheetPicture {
    /** In pixels. */
    public static final int WIDEST = 1_200;

    private static final int AT_ONCE = 2;
    private static final Semaphore TURNS = new Semaphore(AT_ONCE);

    private SheetPicture() {}

    /**
     * Draws it.
     *
     * @param width in pixels, at most {@value #WIDEST}; the height follows from the sheet
     * @return a PNG
     */
    public static byte[] png(byte[] pdf, int width) throws InterruptedException {
        if (width < 1 || width > WIDEST) {
            throw new IllegalArgumentException("A picture is 1 to " + WIDEST + " pixels wide, not " + width);
        }
        TURNS.acquire();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            float scale = width / document.getPage(0).getMediaBox().getWidth();
            BufferedImage picture = new PDFRenderer(document).renderImage(0, scale, ImageType.RGB);
            var out = new ByteArrayOutputStream();
            // In memory: the file system may be one that nothing is written to.
            try (var stream = new MemoryCacheImageOutputStream(out)) {
                if (!ImageIO.write(picture, "png", stream)) {
                    throw new IOException("This Java writes no PNG");
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A sheet cannot be drawn in memory", e);
        } finally {
            TURNS.release();
        }
    }
}
