"""Read every playlist and segment of a stream, and say what RFC 8216 (HTTP Live Streaming) says otherwise."""
