"""Streams of films: shots encoded each by itself, put together as HLS or MP4 without encoding again, and checked."""
