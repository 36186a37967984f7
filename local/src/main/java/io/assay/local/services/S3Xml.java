package io.assay.local.services;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Writes S3's answers, element after element, and reads the small documents of its requests. */
final class S3Xml {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private S3Xml() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
    }

    /** Begins a document; S3's errors have no namespace, all else has. */
    static S3Xml document(String root, boolean namespace) {
        return unchecked(() -> {
            var document = new S3Xml();
            document.xml.writeStartElement(root);
            if (namespace) document.xml.writeDefaultNamespace(NAMESPACE);
            return document;
        });
    }

    S3Xml open(String name) {
        return unchecked(() -> {
            xml.writeStartElement(name);
            return this;
        });
    }

    S3Xml close() {
        return unchecked(() -> {
            xml.writeEndElement();
            return this;
        });
    }

    S3Xml element(String name, Object value) {
        return unchecked(() -> {
            xml.writeStartElement(name);
            xml.writeCharacters(value.toString());
            xml.writeEndElement();
            return this;
        });
    }

    /** Ends the document. */
    byte[] bytes() {
        return unchecked(() -> {
            xml.writeEndDocument();
            return text.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    /**
     * The document element of a request's body.
     *
     * @throws S3Failure if it is not well-formed or another one
     */
    static Element parse(byte[] body, String root) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // The default handler writes to the console.
            builder.setErrorHandler(null);
            var element = builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
            if (!root.equals(element.getLocalName())) throw S3Failure.malformedXml();
            return element;
        } catch (SAXException | IOException e) {
            throw S3Failure.malformedXml();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of the first descendant of that name. */
    static Optional<String> text(Element element, String name) {
        return Optional.ofNullable(element.getElementsByTagNameNS("*", name).item(0))
                .map(node -> node.getTextContent().strip());
    }

    private interface Step<T> {
        T run() throws XMLStreamException;
    }

    private static <T> T unchecked(Step<T> step) {
        try {
            return step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
