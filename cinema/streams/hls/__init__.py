"""The parts of a stream of HTTP Live Streaming: segments of each rendition, playlists, pictures for seeking."""
