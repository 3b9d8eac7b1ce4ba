package org.takeup.survey;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code, drawn as one path of an SVG in which a module is one unit.
 *
 * @param size width and height with the quiet zone of four modules around it
 * @param path what is dark
 */
public record QrSvg(int size, String path) {
    private static final int QUIET = 4;

    /** Stays readable when up to a quarter of it is dirty. */
    static QrSvg of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.QUARTILE);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(',')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrSvg(code.size + 2 * QUIET, path.toString());
    }
}
