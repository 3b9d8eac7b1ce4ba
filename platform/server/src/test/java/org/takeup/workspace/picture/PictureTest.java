package org.takeup.workspace.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.takeup.workspace.picture.Picture.Type;

class PictureTest {
    private static final String SECRET = "taken at 51.5 N 0.1 W by Ann";

    private static boolean holds(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] packed(long zeros) {
        var deflater = new Deflater(9);
        var out = new ByteArrayOutputStream();
        var in = new byte[64 * 1024];
        var some = new byte[64 * 1024];
        long left = zeros;
        while (!deflater.finished()) {
            if (deflater.needsInput()) {
                int now = (int) Math.min(left, in.length);
                deflater.setInput(in, 0, now);
                left -= now;
                if (left == 0) {
                    deflater.finish();
                }
            }
            out.write(some, 0, deflater.deflate(some));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static String refused(byte[] file) {
        return String.valueOf(
                assertThrows(Picture.Refused.class, () -> Picture.read(file)).getMessage());
    }

    @Test
    void whatIsKeptOfPngAndJpegIsStillDrawn() throws Exception {
        for (byte[] file : List.of(Pictures.png(321, 64), Pictures.jpeg(321, 64))) {
            Picture picture = Picture.read(file);
            var drawn = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
            assertNotNull(drawn);
            assertEquals(321, drawn.getWidth());
            assertEquals(321, picture.width());
            assertEquals(64, picture.height());
        }
    }

    @Test
    void whatProgramsAndCamerasWriteIsTakenOut() throws Exception {
        byte[] png = Pictures.png(40, 20);
        int end = png.length - 12;
        byte[] text = SECRET.getBytes(StandardCharsets.US_ASCII);
        Picture clean = Picture.read(joined(
                Arrays.copyOf(png, end),
                Pictures.pngChunk("tEXt", text),
                Pictures.pngChunk("eXIf", text),
                Pictures.pngChunk("IEND", new byte[0]),
                text));
        assertFalse(holds(clean.bytes(), SECRET));
        assertEquals(Type.PNG, clean.type());

        byte[] jpeg = Pictures.jpeg(40, 20);
        byte[] exif = joined(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (text.length + 2)}, text);
        byte[] comment = joined(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (text.length + 2)}, text);
        Picture jpegs = Picture.read(
                joined(Arrays.copyOf(jpeg, 2), exif, comment, Arrays.copyOfRange(jpeg, 2, jpeg.length), text));
        assertFalse(holds(jpegs.bytes(), SECRET));
        assertNotNull(ImageIO.read(new ByteArrayInputStream(jpegs.bytes())));

        Picture webp = Picture.read(Pictures.webp(40, 20, Pictures.chunk("EXIF", text), Pictures.chunk("XMP ", text)));
        assertFalse(holds(webp.bytes(), SECRET));
        assertEquals(Type.WEBP, webp.type());
        assertEquals(40, webp.width());
        assertEquals(20, webp.height());
        assertEquals(webp.bytes().length, Picture.read(webp.bytes()).bytes().length, "clean already");
    }

    @Test
    void aHugePictureOfFewBytesIsRefusedByItsHead() {
        byte[] bomb = Pictures.claiming(50_000, 50_000, packed(1_000));
        assertTrue(bomb.length < 200);
        assertTrue(refused(bomb).contains("50000 x 50000 pixels"), refused(bomb));
        assertTrue(refused(Pictures.claiming(-1, 40, packed(10))).contains("4294967295 x 40"));
        assertTrue(refused(Pictures.webp(16_384, 16_384)).contains("16384 x 16384"));
        byte[] jpeg = Pictures.jpeg(40, 20);
        for (int i = 0; i < jpeg.length - 8; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xff);
            }
        }
        assertTrue(refused(jpeg).contains("65535 x 65535"), refused(jpeg));
        assertTrue(refused(Pictures.png(40, 15)).contains("40 x 15"));
    }

    @Test
    void pixelsThatUnpackToMoreThanTheHeadSaysEndTheReading() {
        byte[] bomb = Pictures.claiming(20, 20, packed(60_000_000));
        assertTrue(bomb.length < Picture.MOST_BYTES, "it passes the first limit: " + bomb.length);
        assertTrue(refused(bomb).contains("more pixels than its head says"), refused(bomb));
        assertTrue(refused(Pictures.claiming(20, 20, packed(100))).contains("not all there"));
        byte[] hiding = joined(packed(20 * 81), "<script>".getBytes(StandardCharsets.US_ASCII));
        assertTrue(refused(Pictures.claiming(20, 20, hiding)).contains("hidden"));
    }

    @Test
    void whatIsNoPictureOfOursIsRefusedWhateverItIsCalled() {
        for (String other : List.of(
                "",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "GIF89a" + "x".repeat(100),
                "<!doctype html><script>alert(1)</script>",
                "RIFF0000WAVE",
                "BM" + "0".repeat(60))) {
            assertTrue(refused(other.getBytes(StandardCharsets.US_ASCII)).contains("no PNG, JPEG or WebP"), other);
        }
        assertTrue(refused(new byte[Picture.MOST_BYTES + 1]).contains("at most 256 kB"));
        assertTrue(refused(Pictures.riff(Pictures.chunk("ANIM", new byte[6]))).contains("stands still"));
    }

    @Test
    void aPictureThatWasDamagedOrCutIsRefused() throws IOException {
        for (byte[] file : List.of(Pictures.png(40, 20), Pictures.jpeg(40, 20), Pictures.webp(40, 20))) {
            for (int length = 12; length < file.length - 2; length++) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThrows(Picture.Refused.class, () -> Picture.read(cut));
            }
        }
        byte[] flipped = Pictures.png(40, 20);
        flipped[60] ^= 1;
        assertTrue(refused(flipped).contains("damaged"));
    }

    /** Whatever a byte is changed to, the answer is a picture within the limits or a refusal in words. */
    @Property(tries = 3_000)
    void noByteBreaksTheReader(
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll @IntRange(min = 0, max = 1_000_000) int at,
            @ForAll @IntRange(min = 0, max = 255) int value) {
        byte[] file = switch (kind) {
            case 0 -> Pictures.png(40, 20);
            case 1 -> Pictures.jpeg(40, 20);
            default -> Pictures.webp(40, 20, Pictures.chunk("EXIF", new byte[5]));
        };
        file[at % file.length] = (byte) value;
        try {
            Picture picture = Picture.read(file);
            assertTrue(picture.width() <= Picture.MOST_PIXELS && picture.height() <= Picture.MOST_PIXELS);
            assertTrue(picture.bytes().length <= file.length);
        } catch (Picture.Refused e) {
            assertTrue(String.valueOf(e.getMessage()).endsWith("."), e.getMessage());
        }
    }
}
