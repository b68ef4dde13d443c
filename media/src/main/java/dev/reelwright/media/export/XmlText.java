package dev.reelwright.media.export;

import java.io.IOException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// XML with one element a line. Letters that XML 1.0 does not have are left out.
final class XmlText {
  private final Appendable out;
  private final XMLStreamWriter xml;
  private int depth;

  interface Body {
    void write() throws IOException;
  }

  XmlText(Appendable out, String doctype) throws IOException {
    this.out = out;
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(new AppendableWriter(out));
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeDTD("\n<!DOCTYPE " + doctype + ">");
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /// An element with others in it.
  ///
  /// @param attributes names and values by turns; one that is null is left out
  void element(String name, Body body, @Nullable String... attributes) throws IOException {
    try {
      indent();
      xml.writeStartElement(name);
      attributes(attributes);
      depth++;
      body.write();
      depth--;
      indent();
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  void empty(String name, @Nullable String... attributes) throws IOException {
    try {
      indent();
      xml.writeEmptyElement(name);
      attributes(attributes);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  void text(String name, Object text, @Nullable String... attributes) throws IOException {
    try {
      indent();
      xml.writeStartElement(name);
      attributes(attributes);
      xml.writeCharacters(legal(text.toString()));
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  void end() throws IOException {
    try {
      xml.writeEndDocument();
      xml.flush();
      out.append('\n');
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private void attributes(@Nullable String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      var name = attributes[i];
      var value = attributes[i + 1];
      if (name != null && value != null) {
        xml.writeAttribute(name, legal(value));
      }
    }
  }

  private void indent() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private static String legal(String text) {
    return text.codePoints()
        .filter(
            letter ->
                (letter >= 0x20 && letter < 0xD800)
                    || letter == '\n'
                    || letter == '\t'
                    || (letter >= 0xE000 && letter < 0xFFFE)
                    || letter >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static IOException failed(XMLStreamException e) {
    return e.getNestedException() instanceof IOException io
        ? io
        : new IOException("writing XML failed", e);
  }
}
