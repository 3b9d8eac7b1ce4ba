package org.takeup.plugin.lms.oneroster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads CSV (RFC 4180) row by row and never stops at a bad row: it says what is wrong with it and goes on with the next.
 *
 * <p>Rows end with CRLF, LF or CR; quoted fields may hold line ends; a byte order mark is skipped; empty lines are passed
 * over. Works on bytes: all separators are ASCII, which never occurs inside a UTF-8 sequence, so broken bytes spoil one
 * field and not the rows after it. One row is held at a time. Not thread-safe.
 */
final class CsvReader implements Closeable {
    static final int MOST_BYTES_OF_A_FIELD = 32 * 1024;
    static final int MOST_FIELDS = 256;

    /** What is wrong with a row. */
    enum Fault {
        NONE,
        /** Bytes that are not UTF-8. */
        BROKEN_TEXT,
        /** A field over {@link #MOST_BYTES_OF_A_FIELD}, most often a quote that is never closed. */
        FIELD_TOO_LONG,
        /** More than {@link #MOST_FIELDS} fields. */
        TOO_MANY_FIELDS,
        /** Something other than a comma or the line's end after a closing quote. */
        TEXT_AFTER_QUOTE,
        /** The file ends within quotes. */
        OPEN_QUOTE
    }

    private static final int END = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    private int position;
    private int limit;
    private long bytesBefore;

    private byte[] row = new byte[1024];
    private int length;
    private final int[] ends = new int[MOST_FIELDS];
    private int fields;
    private boolean ascii;
    private Fault fault = Fault.NONE;
    private long line;
    private long nextLine = 1;

    /** Closes {@code in} when it is closed itself. */
    CsvReader(InputStream in) throws IOException {
        this.in = in;
        skipByteOrderMark();
    }

    /** Goes to the next row that is not empty. False at the end of the file. */
    boolean next() throws IOException {
        do {
            length = 0;
            fields = 0;
            ascii = true;
            fault = Fault.NONE;
            line = nextLine;
            int first = read();
            if (first == END) {
                return false;
            }
            readFields(first);
        } while (fields == 1 && length == 0 && fault == Fault.NONE);
        checkText();
        return true;
    }

    /** What is wrong with the row. Its fields are worth reading only if it is {@code NONE}. */
    Fault fault() {
        return fault;
    }

    /** The line in which the row begins, counted from 1. */
    long line() {
        return line;
    }

    /** The line in which the row ends; larger than {@link #line} if a quoted field holds line ends. */
    long lastLine() {
        return Math.max(line, nextLine - 1);
    }

    /** How many fields the row has. */
    int size() {
        return fields;
    }

    /** A field of the row, counted from 0. */
    String field(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        return new String(row, from, ends[index] - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Bytes read so far. */
    long bytes() {
        return bytesBefore + position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void readFields(int first) throws IOException {
        int b = first;
        while (true) {
            int end = b == '"' ? readQuoted() : readPlain(b);
            endField();
            if (end != ',') {
                return;
            }
            b = read();
        }
    }

    /** Reads up to a separator and returns it: a comma, a line feed for any line end, or the end of the file. */
    private int readPlain(int first) throws IOException {
        int start = length;
        int b = first;
        while (!isSeparator(b)) {
            append(b, start);
            b = read();
        }
        return endOfField(b);
    }

    private int readQuoted() throws IOException {
        int start = length;
        while (true) {
            int b = read();
            if (b == END) {
                spoil(Fault.OPEN_QUOTE);
                return END;
            }
            if (b == '"') {
                int after = read();
                if (after != '"') {
                    return afterQuote(after);
                }
            } else if (b == '\n' || b == '\r') {
                b = lineEnd(b);
            }
            append(b, start);
            if (fault == Fault.FIELD_TOO_LONG) {
                return skipLine();
            }
        }
    }

    private int afterQuote(int after) throws IOException {
        int b = after;
        while (!isSeparator(b)) {
            spoil(Fault.TEXT_AFTER_QUOTE);
            b = read();
        }
        return endOfField(b);
    }

    /** Out of a quoted field that has become too long: its quote was likely never closed, so a row begins after this line. */
    private int skipLine() throws IOException {
        int b = read();
        while (b != '\n' && b != '\r' && b != END) {
            b = read();
        }
        return endOfField(b);
    }

    private static boolean isSeparator(int b) {
        return b == ',' || b == '\n' || b == '\r' || b == END;
    }

    private int endOfField(int separator) throws IOException {
        return separator == '\n' || separator == '\r' ? lineEnd(separator) : separator;
    }

    private int lineEnd(int b) throws IOException {
        nextLine++;
        if (b == '\r' && peek() == '\n') {
            position++;
        }
        return '\n';
    }

    private void append(int b, int start) {
        if (length - start >= MOST_BYTES_OF_A_FIELD) {
            spoil(Fault.FIELD_TOO_LONG);
            return;
        }
        if (fields >= MOST_FIELDS) {
            return;
        }
        if (length == row.length) {
            row = Arrays.copyOf(row, row.length * 2);
        }
        row[length++] = (byte) b;
        ascii &= b < 0x80;
    }

    private void endField() {
        if (fields == MOST_FIELDS) {
            spoil(Fault.TOO_MANY_FIELDS);
        } else {
            ends[fields++] = length;
        }
    }

    private void spoil(Fault with) {
        if (fault == Fault.NONE) {
            fault = with;
        }
    }

    private void checkText() {
        if (ascii) {
            return;
        }
        int from = 0;
        for (int i = 0; i < fields; i++) {
            try {
                strict.decode(ByteBuffer.wrap(row, from, ends[i] - from));
            } catch (CharacterCodingException e) {
                spoil(Fault.BROKEN_TEXT);
                return;
            }
            from = ends[i];
        }
    }

    private void skipByteOrderMark() throws IOException {
        if (peek() == 0xEF && limit >= 3 && (buffer[1] & 0xFF) == 0xBB && (buffer[2] & 0xFF) == 0xBF) {
            position = 3;
        }
    }

    private int read() throws IOException {
        int b = peek();
        position += b == END ? 0 : 1;
        return b;
    }

    private int peek() throws IOException {
        if (position == limit && !fill()) {
            return END;
        }
        return buffer[position] & 0xFF;
    }

    private boolean fill() throws IOException {
        bytesBefore += limit;
        position = 0;
        limit = in.readNBytes(buffer, 0, buffer.length);
        return limit > 0;
    }
}
