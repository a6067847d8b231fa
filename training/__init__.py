"""How the bundled model is made, and how to tune it on texts of your own.

python -m training.prepare    sentence pairs → packed shards
python -m training.train      shards → a run directory with its checkpoint
python -m training.export     run directory → MarianMT directory for transformers and `translate --model`

The doors start without numpy or torch, whose homes are `shard`, `batch`, `dropout`, `network` and `trainer`.
"""
