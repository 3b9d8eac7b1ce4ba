package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import javax.imageio.ImageIO;
import org.takeup.app.Visitor;
import org.takeup.message.format.Format;

/** What a sheet looks like before it is printed. */
final class SheetPicture {
    private static final int NARROW = 480;
    private static final int WIDE = 960;
    private static final int MOST_BYTES = 200_000;

    private SheetPicture() {}

    /** As wide as a column, or a phone. What is no sheet has no picture. @param path of the wide one, with a query */
    static void looksLike(Visitor reader, String path, Format format) {
        for (int width : new int[] {NARROW, WIDE}) {
            HttpResponse<byte[]> picture = bytes(reader, path + (width == NARROW ? "&width=narrow" : ""));
            if (!format.sheet()) {
                assertEquals(404, picture.statusCode(), format.key());
                return;
            }
            assertEquals(200, picture.statusCode(), format.key());
            assertEquals(
                    "image/png", picture.headers().firstValue("content-type").orElseThrow());
            assertTrue(picture.body().length < MOST_BYTES, format.key() + " has " + picture.body().length + " bytes");
            BufferedImage drawn = read(picture.body());
            assertEquals(width, drawn.getWidth(), 1);
            assertEquals(format == Format.SLIDE, drawn.getWidth() > drawn.getHeight(), format.key());
            assertTrue(isInked(drawn), "Something is written on the " + format.key());
        }
    }

    /** Whether something dark stands in its upper half. */
    private static boolean isInked(BufferedImage drawn) {
        for (int y = drawn.getHeight() / 20; y < drawn.getHeight() / 2; y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                if ((drawn.getRGB(x, y) & 0xff) < 80) {
                    return true;
                }
            }
        }
        return false;
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<byte[]> bytes(Visitor reader, String path) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(reader.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
