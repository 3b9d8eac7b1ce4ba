package org.takeup.workspace.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.takeup.tenant.Workspace;
import org.takeup.workspace.Logos;

/** Pictures as drawing programs and attackers make them. */
public final class Pictures {
    private Pictures() {}

    private static byte[] written(int width, int height, String format, int kind) {
        System.setProperty("java.awt.headless", "true");
        var image = new BufferedImage(width, height, kind);
        Graphics2D drawing = image.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawing.setColor(new Color(0x1f, 0x5f, 0x8b));
        drawing.fillOval(0, 0, height, height);
        drawing.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(8, height / 2)));
        drawing.fillRect(height + height / 4, height / 3, Math.max(1, width - height - height / 2), height / 3);
        drawing.dispose();
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("Nobody here writes " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A PNG with transparency. */
    public static byte[] png(int width, int height) {
        return written(width, height, "png", BufferedImage.TYPE_INT_ARGB);
    }

    /** A JPEG. */
    public static byte[] jpeg(int width, int height) {
        return written(width, height, "jpg", BufferedImage.TYPE_INT_RGB);
    }

    /** A lossless WebP of this size, with these chunks behind it. */
    static byte[] webp(int width, int height, byte[]... more) {
        int bits = width - 1 | height - 1 << 14;
        byte[] pixels = turned(bits);
        byte[] body = {0x2f, pixels[0], pixels[1], pixels[2], pixels[3], 0x07, 0x10, (byte) 0xfd};
        return riff(chunk("VP8L", body), more);
    }

    static byte[] riff(byte[] first, byte[]... more) {
        var chunks = new ByteArrayOutputStream();
        chunks.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        chunks.writeBytes(first);
        for (byte[] each : more) {
            chunks.writeBytes(each);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(turned(chunks.size()));
        out.writeBytes(chunks.toByteArray());
        return out.toByteArray();
    }

    /** A chunk of WebP. */
    static byte[] chunk(String type, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(turned(body.length));
        out.writeBytes(body);
        if (body.length % 2 == 1) {
            out.write(0);
        }
        return out.toByteArray();
    }

    private static byte[] turned(int number) {
        return ByteBuffer.allocate(4).putInt(Integer.reverseBytes(number)).array();
    }

    /** A chunk of PNG with its checksum. */
    static byte[] pngChunk(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        return ByteBuffer.allocate(12 + body.length)
                .putInt(body.length)
                .put(name)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A PNG of this size by its head, with packed pixels of any kind. */
    static byte[] claiming(int width, int height, byte[] packed) {
        byte[] head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        var out = new ByteArrayOutputStream();
        out.writeBytes(Png.SIGNATURE);
        out.writeBytes(pngChunk("IHDR", head));
        out.writeBytes(pngChunk("IDAT", packed));
        out.writeBytes(pngChunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** 50,000 x 50,000 pixels by its head, in less than a hundred bytes. */
    public static byte[] bomb() {
        return claiming(50_000, 50_000, new byte[] {0x78, (byte) 0x9c, 0x03, 0, 0, 0, 0, 1});
    }

    /** Gives a workspace a logo that no other one has. @return its hash */
    public static String logo(Logos logos, Workspace workspace) {
        try {
            Path file = Files.createTempFile("logo", ".png");
            int own = workspace.tenant().id().hashCode();
            byte[] picture = png(40 + (own & 0x3ff), 20 + (own >>> 10 & 0x1f));
            Files.write(file, picture);
            String hash = logos.put(workspace, file, picture.length).hash();
            Files.delete(file);
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
