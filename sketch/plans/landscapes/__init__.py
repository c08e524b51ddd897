"""Places under the open sky: ground, skyline, what grows and stands there, and what one rides over it in."""
